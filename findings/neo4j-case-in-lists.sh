#!/usr/bin/env bash
# Package: org.neo4j:neo4j 5.26.30 with org.neo4j.app:neo4j-server 5.26.30 (Maven), neo4j 6.4.1 (PyPI)
#
# Behaviour: a filter loses rows, silently, when a CASE whose branches test the same variable with IN stands beside another
# IN test by AND. Both rows satisfy the filter below, each by its own branch; the answer is empty. Writing the second test
# as an equality (c = 3 for c IN [3]), which means the same, brings both rows back. One would expect the two spellings
# to agree.
#
# Seen: "in: []" and "equals: [1, 2]"
set -euo pipefail
folder=$(mktemp -d)
server=""
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>5.26.30</version></dependency>
    <dependency><groupId>org.neo4j.app</groupId><artifactId>neo4j-server</artifactId><version>5.26.30</version></dependency>
  </dependencies>
</project>
POM
mvn -q -B dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory=lib
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check neo4j==6.4.1

port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
mkdir -p home/conf
cat > home/conf/neo4j.conf <<CONF
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=false
dbms.usage_report.enabled=false
server.memory.pagecache.size=64m
CONF
java -Xmx768m -XX:+UseSerialGC -cp 'lib/*' org.neo4j.server.CommunityEntryPoint --home-dir="$folder/home" --config-dir="$folder/home/conf" &
server=$!

cat > ask.py <<'PY'
import sys, time
from neo4j import GraphDatabase

TEXT = "UNWIND [1, 2] AS b WITH b, 3 AS c WHERE CASE WHEN b = 1 THEN b IN [1] ELSE b IN [2] END AND {} RETURN b"
with GraphDatabase.driver(f"bolt://127.0.0.1:{sys.argv[1]}", auth=None, max_transaction_retry_time=1) as driver:
    for _ in range(180):
        try:
            driver.execute_query("RETURN 1")
            break
        except Exception:
            time.sleep(1)
    for name, test in (("in", "c IN [3]"), ("equals", "c = 3")):
        print(f"{name}: {[row['b'] for row in driver.execute_query(TEXT.format(test)).records]}")
PY
venv/bin/python ask.py "$port" > seen.txt
cat seen.txt
diff seen.txt - <<'SEEN'
in: []
equals: [1, 2]
SEEN
echo "as described"
