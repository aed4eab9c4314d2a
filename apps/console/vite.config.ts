import react from '@vitejs/plugin-react';
import mantine from 'postcss-preset-mantine';
import { defaultClientConditions, defineConfig, loadEnv, type PluginOption } from 'vite';

const server = loadEnv('', import.meta.dirname, 'GUICHET_')['GUICHET_SERVER'] ?? 'http://localhost:3000';
// The preset comes without types.
const presets = mantine as () => { postcssPlugin: string };

export default defineConfig({
  plugins: [react() as PluginOption],
  resolve: { conditions: ['@guichet/source', ...defaultClientConditions] },
  css: { postcss: { plugins: [presets()] } },
  build: {
    target: 'es2023',
    // The content security policy allows no `data:` but for images.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 800,
  },
  server: { proxy: { '/api': server, '/socket.io': { target: server, ws: true } } },
});
