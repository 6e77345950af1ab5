# Clew as a container: built from this checkout, run without root. See docker-compose.yml.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml constraints.txt README.md LICENSE CHANGELOG.md clew.py ./
COPY graph graph
COPY api api
COPY viz viz
COPY seeds seeds
RUN python -m venv /opt/clew && /opt/clew/bin/pip install --no-cache-dir --constraint constraints.txt .

FROM python:3.12-slim
RUN useradd --create-home --uid 10001 clew && mkdir /data && chown clew /data
COPY --from=build /opt/clew /opt/clew
USER clew
# Inside a container the server must listen on every address; docker-compose.yml publishes it on the host's loopback only.
ENV PATH=/opt/clew/bin:$PATH CLEW_HOME=/data CLEW_HOST=0.0.0.0 CLEW_NO_BROWSER=1
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/health', timeout=4)"]
ENTRYPOINT ["clew"]
CMD ["explore"]
