// Copies what npm installed into static/vendor, under the names that pages and posters use.
import { copyFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const files = {
  "htmx.org/dist/htmx.min.js": "htmx.min.js",
  "axe-core/axe.min.js": "axe.min.js",
  "@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf": "fonts/NotoSansSC-Regular.ttf",
  "@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf": "fonts/NotoSansSC-Bold.ttf",
  "@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf": "fonts/NotoSerifSC-Regular.ttf",
  "@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf": "fonts/NotoEmoji-Regular.ttf",
  // The fonts' licence wants to travel with them, in a wheel too.
  "@expo-google-fonts/noto-sans-sc/LICENSE_FONT": "fonts/OFL-NotoSansSC.txt",
  "@expo-google-fonts/noto-serif-sc/LICENSE_FONT": "fonts/OFL-NotoSerifSC.txt",
  "@expo-google-fonts/noto-emoji/LICENSE_FONT": "fonts/OFL-NotoEmoji.txt",
};

for (const [from, to] of Object.entries(files)) {
  const target = join(root, "static", "vendor", to);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(join(root, "node_modules", from), target);
}
