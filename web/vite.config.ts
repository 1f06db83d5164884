import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const gateway = 'http://localhost:8080';

/** What the gateway answers itself; the service worker keeps its hands off. */
const served = [/^\/v1\//, /^\/(openapi|asyncapi|config)\.json/, /^\/(docs|api|health)/];

// Packages that change together and less often than our own code, so that a release leaves them in people's caches.
const vendors: [name: string, packages: RegExp][] = [
  ['react', /\/node_modules\/(react|react-dom|scheduler|use-sync-external-store)\//],
  [
    'mantine',
    /\/node_modules\/(@mantine\/(core|hooks|notifications)|@floating-ui|clsx|react-remove-scroll|react-transition-group)\//,
  ],
  ['tanstack', /\/node_modules\/@tanstack\/(router-core|react-router|history|store|react-store|query-core|react-query)\//],
  ['session', /\/node_modules\/(oidc-client-ts|jwt-decode|openapi-fetch|i18next|react-i18next)\//],
];

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      // People decide when to reload: nobody loses a half-written sentence to an update.
      registerType: 'prompt',
      injectRegister: false,
      manifest: {
        name: 'Atrium',
        short_name: 'Atrium',
        description: 'The digital workplace',
        id: '/',
        start_url: '/',
        display: 'standalone',
        background_color: '#f7f7f8',
        theme_color: '#4f46e5',
        icons: [
          { src: '/icons/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icons/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icons/maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg}', 'icons/*.png'],
        navigateFallback: '/index.html',
        navigateFallbackDenylist: served,
        cleanupOutdatedCaches: true,
        runtimeCaching: [
          {
            // Only the subsets of the fonts that a text needs are ever fetched, and then kept.
            urlPattern: ({ request }) => request.destination === 'font',
            handler: 'CacheFirst',
            options: { cacheName: 'fonts', expiration: { maxEntries: 200 } },
          },
        ],
      },
    }),
  ],
  build: {
    target: 'es2022',
    sourcemap: true,
    // Fonts and pictures as files: the page's policy allows none inside stylesheets, and subsets are fetched one by one.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: { groups: vendors.map(([name, test]) => ({ name, test })) },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/v1': { target: gateway, ws: true },
      '/config.json': gateway,
      '/openapi.json': gateway,
      '/asyncapi.json': gateway,
    },
  },
});
