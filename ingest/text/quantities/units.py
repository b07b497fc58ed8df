"""What can stand before or behind a figure, and what it makes of it. All in normal form."""

from __future__ import annotations

import re

from ingest.text.annotations import Measure
from ingest.text.begun import begun, one_of

CURRENCY_WORDS = {
    "USD": "美元 美金 美刀 USD US$ $",
    "CNY": "元人民币 人民币元 人民币 RMB CNY CN¥ ¥ 离岸人民币 块钱",
    "HKD": "港元 港币 港纸 HKD HK$",
    "TWD": "新台币元 新台币 台币 台元 TWD NT$",
    "JPY": "日元 日圆 日币 JPY",
    "KRW": "韩元 韩圆 韩币 KRW",
    "EUR": "欧元 EUR €",
    "GBP": "英镑 GBP £",
    "SGD": "新加坡元 新元 新币 坡元 SGD S$",
    "CAD": "加拿大元 加元 加币 CAD C$",
    "AUD": "澳大利亚元 澳元 澳币 AUD A$",
    "CHF": "瑞士法郎 瑞郎 CHF",
    "INR": "印度卢比 卢比 INR ₹",
    "SAR": "沙特里亚尔 里亚尔 SAR",
    "AED": "阿联酋迪拉姆 迪拉姆 AED",
    "RUB": "卢布 RUB",
    "THB": "泰铢 THB",
    "MYR": "马来西亚林吉特 林吉特 令吉 马币 MYR RM",
    "IDR": "印尼盾 印尼卢比 IDR",
    "VND": "越南盾 VND",
    "PHP": "菲律宾比索 PHP",
    "BRL": "雷亚尔 BRL R$",
    "MXN": "墨西哥比索 MXN",
    "ZAR": "南非兰特 兰特 ZAR",
    "TRY": "土耳其里拉 里拉 TRY",
    "PLN": "波兰兹罗提 兹罗提 PLN",
    "SEK": "瑞典克朗 SEK",
    "NOK": "挪威克朗 NOK",
    "DKK": "丹麦克朗 DKK",
    "NZD": "新西兰元 纽元 纽币 NZD NZ$",
    "KWD": "科威特第纳尔 KWD",
    "QAR": "卡塔尔里亚尔 QAR",
    "ILS": "以色列谢克尔 谢克尔 ILS",
}
HOME = "元"
"""The home currency of the text: yuan on the mainland, else that of Hong Kong or Taiwan."""
MONEY = {word: code for code, words in CURRENCY_WORDS.items() for word in words.split()}

SHARES = (
    "份认股权证 份认股权 份认股期权 份股票期权 份期权 份权证 份购股权 "
    "股A股 股H股 股B股 股普通股 股股份 股股票 A股 H股 股 份ADS 份美国存托股 ADS"
).split()
PERCENT = ["%"]
PHYSICAL = (
    "GWh MWh kWh KWh TWh GW MW kW KW TW 吉瓦时 兆瓦时 千瓦时 太瓦时 吉瓦 兆瓦 千瓦 瓦 度电 公吨 吨 公斤 千克 克拉 平方米 平方呎 "
    "平方英尺 平方公里 立方米 亩 公顷 公里 桶 升 PFLOPS EFLOPS Flops 颗 片 块 枚 台套 台 张 "
    "架 艘 辆 列 套 支 只 座 部 件 柜 栋 幢 剂 发 箱 条 单 卡 机架 头 匹 口 处 副 席位 个席位 度"
).split()
COUNT = (
    "个百分点 百分点 个基点 基点 家 个 名 人次 人 位 次 笔 户 项 款 例 间 种 份 倍 "
    "亿用户 用户 参数 token Token tokens 会员 员工 粉丝 字 词元"
).split()

NO_UNIT = begun(
    "个亿元级股人家次份单位片发部台件块条支张列只座套架瓦升度名户项例间种倍字卡",
    r"个?(?:亿元|元)?级|股东|股权|股价|股市|人民|人工|人才|个月|个季|个工作日|个交易日|个自然日|家族|家庭|家居|次贷|份额|单位|"
    r"片面|发布|发展|发行|发起|部分|部门|台湾|台积|台币|件事|块儿|条件|条款|支持|张家|列入|只能|只是|只有|座谈|套现|套餐|架构|元件|元素|元旦|元宇宙|"
    r"瓦解|升至|升级|升值|升幅|度假|位于|名为|户籍|项目|项下|例如|间接|间隔|种子|倍增|字节|单独|单季|单日|单笔|卡塔尔",
)
"""Where the character behind a figure begins another word."""

PIECE_NAMES = "股|份|ADS|ADR|单位|吨|张|片|颗|台|辆|平方米|度|千瓦时|桶|克|公斤|枚|块|部|盒|支|架|套|个|位|人|亩|瓦|件|MWh|kWh"
PER_PIECE = re.compile(rf"^[ \n]?(?:/|每)(?:{PIECE_NAMES})")
"""Behind a price: 元/股."""
PRICE_BEFORE = re.compile(
    rf"每(?:{PIECE_NAMES})[^,。;、0-9%]{{0,10}}$|"
    r"(?:股价|收盘价|收于|收报|盘价|目标价|发行价|换股价|转股价|认购价|行权价|行使价|注销价|要约价|收购价|转让价|成交价|单价|均价|定价|股息|每股)格?"
    r"(?:[^,。;、0-9%]{0,4}[由从自][0-9.,]{1,10}[^,。;、0-9%]{0,12}[至到为])?[^,。;、0-9%]{0,6}$"
)
"""Before a price: 每股作价, 发行价为, 目标价由420元上调至."""
LARGEST_PRICE = 1e5


UNITS: dict[str, Measure] = {
    **dict.fromkeys(COUNT, Measure.COUNT),
    **dict.fromkeys(PHYSICAL, Measure.PHYSICAL),
    **dict.fromkeys(SHARES, Measure.SHARES),
    **dict.fromkeys(PERCENT, Measure.PERCENT),
    **dict.fromkeys([*MONEY, HOME], Measure.MONEY),
}
SIGNS = [
    word for word in MONEY if not re.fullmatch(r".*[元圆币钱镑郎比尔姆].*", word) or word in ("人民币", "新台币", "港币", "台币", "美金")
]
"""Currency words that stand before the figure."""
UNIT = rf"(?:(?!{NO_UNIT.pattern}){one_of(UNITS)})"
SIGN = rf"{one_of(SIGNS)}"
