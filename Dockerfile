# Two stages: install and build with everything, run with production dependencies only, as an unprivileged user. Only /app/data is written
# to, so the root file system can be read-only. test/slow/container.test.ts runs these steps.
# Images are pinned by digest, which covers all architectures; Dependabot updates them.
FROM node:24.21-bookworm@sha256:64af3819f9275802414d7cdc38c27e9d82bd564dec4d4da87d008255d36c63b4 AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# Only named install scripts run. This one fetches SQLite's binary, or compiles it, which is why this stage is not the slim image.
RUN npm ci --ignore-scripts && npm rebuild better-sqlite3
COPY tsconfig.json ./
COPY tools/build.js ./tools/
COPY src ./src
COPY knowledge ./knowledge
COPY manifest.json ./
# Also omits optional packages: TypeScript counts as one, since a runtime package could use its types.
RUN npm run build && npm prune --omit=dev --omit=optional --ignore-scripts
# SQLite's C sources, and source maps whose sources are not included.
RUN find dist node_modules -name '*.map' -delete && rm -rf dist/.built
RUN cd node_modules/better-sqlite3 && rm -rf deps src build/Release/obj build/Release/obj.target build/Release/*.a build/Release/test_extension.node
RUN mkdir data

FROM node:24.21-bookworm-slim@sha256:0e0ff40c39bc087845bfb27465a0df4ea419520094bc35842ff83dd8cbe6f9b6
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0
COPY --from=build /app/package.json /app/manifest.json ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/knowledge ./knowledge
COPY --from=build --chown=node:node /app/data ./data
USER node
VOLUME ["/app/data"]
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s --retries=2 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1; it handles the signals.
CMD ["node", "--max-semi-space-size=8", "dist/bundle/main.js"]
