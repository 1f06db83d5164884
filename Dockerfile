# The one image of all roles: docker build --tag atrium .
# BASE is any image with Node.js 24 in its PATH and glibc, such as one that your company has hardened.
ARG BASE=node:24-bookworm-slim

# What is built: everything of the context, which is what .dockerignore lets in.
FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --no-audit --no-fund
COPY . .
RUN npm run build

# What runs beside it: the packages of the services. Those of web/ are bundled into it already.
FROM ${BASE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --omit=dev --workspaces=false --no-audit --no-fund

FROM ${BASE}
WORKDIR /app
# The root of the container may be read-only; only /tmp is written to.
ENV NODE_ENV=production HOME=/tmp
COPY --from=packages /app/node_modules node_modules/
COPY --from=build /app/package.json ./
COPY --from=build /app/dist dist/
COPY --from=build /app/gen/descriptors.binpb gen/
COPY --from=build /app/web/dist web/dist/
USER 10001:10001
# gRPC, HTTP, health and metrics. Who runs the image asks /health/live and /health/ready at the last; Docker does not.
EXPOSE 9090 8080 9464
HEALTHCHECK NONE
ENTRYPOINT ["node", "--enable-source-maps", "--import", "./dist/kit/telemetry-register.js", "dist/services/main.js"]
