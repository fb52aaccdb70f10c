// Copies what npm installed into static/vendor, under the names that pages and posters use.
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const files = {
  "htmx.org/dist/htmx.min.js": "htmx.min.js",
  "axe-core/axe.min.js": "axe.min.js",
  "vega/build/vega.min.js": "vega.min.js",
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

// The interpreter comes as a module that names its one import as bundlers do; in a page that is the Vega beside it.
const modules = join(root, "node_modules");
const interpreter = readFileSync(join(modules, "vega-interpreter/build/vega-interpreter.js"), "utf8");
writeFileSync(
  join(root, "static/vendor/vega-interpreter.js"),
  interpreter
    .replace(/^import (\{.*\}) from 'vega-util';$/m, "const $1 = globalThis.vega;")
    .replace(/^\/\/# sourceMappingURL=.*$/m, ""),
);

// The one file of Vega is made of many packages; each package's licence wants to travel with it.
const bundled = new Set(["vega", "vega-interpreter"]);
for (const name of bundled) {
  const { dependencies = {} } = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  Object.keys(dependencies).forEach((inner) => bundled.add(inner));
}
const licences = [...bundled].sort().flatMap((name) => {
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((end) => join(modules, name, end)).find(existsSync);
  return file ? [`${name}\n\n${readFileSync(file, "utf8").trim()}\n`] : [];
});
writeFileSync(join(root, "static/vendor/vega-licences.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
