# The product as one image: web, worker, beat and migrate are the same image with different commands (docker-compose.yml).

FROM python:3.11-slim-bookworm AS base
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/opt/venv/bin:$PATH
# Pango draws the PDFs. The documents' own typeface comes with the product; DejaVu serves for signs that it lacks.
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/*

FROM base AS build
RUN pip install --no-cache-dir uv && uv venv /opt/venv
COPY requirements.txt /srv/mentorship/
RUN uv pip install --no-cache --compile-bytecode --python /opt/venv/bin/python -r /srv/mentorship/requirements.txt
COPY . /srv/mentorship
WORKDIR /srv/mentorship
RUN python script/messages \
    && python -m compileall -q . \
    && SECRET_KEY=only-for-building DATA_DIR=/tmp/data STATIC_ROOT=/srv/static python manage.py collectstatic --noinput -v 0

FROM base
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin mentorship \
    && install -d -o mentorship -g mentorship /data /backups
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv /srv
WORKDIR /srv/mentorship
ENV DATA_DIR=/data STATIC_ROOT=/srv/static
USER mentorship
VOLUME /data /backups
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
# /dev/shm for gunicorn's own heartbeat, because a slow disk must not look like a dead worker.
CMD ["gunicorn", "mentorship.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--preload", "--worker-tmp-dir", "/dev/shm", "--max-requests", "5000", "--max-requests-jitter", "500", \
     "--no-control-socket", "--access-logfile", "-", "--logger-class", "mentorship.logs.AccessLogger"]
