# The page as a container. The graph lives in Neo4j (docker-compose.yml), so the embedded store is not started here.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
WORKDIR /app

COPY requirements.txt requirements-node.txt ./
RUN grep -v '^arcadedb-embedded' requirements.txt > image.txt \
  && pip install --no-cache-dir -r image.txt -r requirements-node.txt

COPY graph graph
COPY ingest ingest
COPY web web
COPY samples samples
RUN python -m web.vendor && useradd --create-home roundtrip
USER roundtrip

EXPOSE 8765
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8765/health', timeout=4)"]
CMD ["python", "-m", "web", "--host", "0.0.0.0", "--no-open"]
