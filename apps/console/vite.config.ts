import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defaultClientConditions, defineConfig } from 'vite';

const server = process.env['GUICHET_SERVER'] ?? 'http://localhost:3000';

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['@guichet/source', ...defaultClientConditions] },
  css: { postcss: { plugins: [mantine()] } },
  build: {
    target: 'es2023',
    // The content security policy allows no `data:` but for images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
