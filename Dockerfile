# One image for web, worker and beat; a second one for nginx with the static files in it.
FROM node:24-slim AS front-end
WORKDIR /srv/app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM python:3.13-slim AS app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/srv/static DATA_DIR=/srv/data STORAGE_URL=file:///srv/media
RUN useradd --system --uid 10001 --user-group --home-dir /srv/data app \
    && install -d -o app -g app -m 0700 /srv/data /srv/media /srv/tmp \
    && install -d -o app -g app /srv/static
WORKDIR /srv/app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY --from=front-end /srv/app/node_modules ./node_modules
COPY . .
# The settings want to know where everything is; nothing is asked of these servers here.
RUN export DATABASE_URL=postgresql:///build REDIS_URL=redis://build BASE_URL=https://build.invalid \
    SECRET_KEY="$(head -c 48 /dev/urandom | base64 -w 0)" SHARE_LINK_KEYS="a:$(head -c 48 /dev/urandom | base64 -w 0)" \
    && python manage.py translations && python manage.py collectstatic --noinput --verbosity 0
USER app
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "--config", "python:spacesedu.web_server", "--bind", "0.0.0.0:8000", "spacesedu.wsgi"]

FROM nginxinc/nginx-unprivileged:1.29-alpine AS nginx
# As the user that owns the media, which nobody else may read.
USER 10001:10001
COPY --from=app /srv/static /srv/static
COPY deploy/nginx.conf /etc/nginx/templates/default.conf.template
COPY deploy/media-headers.conf /etc/nginx/media-headers.conf
ENV NGINX_ENVSUBST_OUTPUT_DIR=/tmp
COPY deploy/nginx-main.conf /etc/nginx/nginx.conf
EXPOSE 8080
