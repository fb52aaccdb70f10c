// What survey-core makes of conditions: reads lines {"expr", "data"} and writes a line {"canRun", "result", "holds"} for each.
// `result` is the bare value (ExpressionRunner), `holds` what a visibleIf comes to (ConditionRunner); `error` stands in for
// both where survey-core throws. NOW=2026-11-22T09:30:00 in the environment sets its clock.
import { readFileSync } from "node:fs";
import { ConditionRunner, ExpressionRunner, settings } from "survey-core";

const { NOW } = process.env;
if (NOW) settings.onDateCreated = (date, _reason, given) => (given ? date : new Date(NOW));
console.warn = () => {}; // of conditions that cannot be read, which is what is asked here

function judge({ expr, data }) {
  try {
    const runner = new ExpressionRunner(expr);
    const canRun = runner.canRun();
    return { canRun, result: runner.runValues(data) ?? null, holds: new ConditionRunner(expr).runValues(data) };
  } catch (error) {
    return { canRun: true, error: String(error) };
  }
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => `${JSON.stringify(judge(JSON.parse(line)))}\n`).join(""));
