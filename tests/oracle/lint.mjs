// For each line, a form as JSON: what survey-core's own linter finds in it, as JSON.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
require("survey-core/survey.i18n");
const { lintSurvey } = require("survey-core/linter");

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(lintSurvey(JSON.parse(line)).findings));
}
