"""Runs the programs in code/ and stores what they compute, as code/NAME.json.

The programs are what `:code` writes; `UPDATE_CODE=1 swift test --filter PyTorch` writes them anew.
"""

import contextlib
import io
import json
import runpy
from pathlib import Path

import torch

for program in sorted(Path(__file__).with_name("code").glob("*.py")):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        result = runpy.run_path(str(program))["x"].detach()
    stored = {
        "torch": torch.__version__.split("+")[0],
        "printed": printed.getvalue().strip(),
        "shape": list(result.shape),
        "elements": [str(element) for element in result.flatten().tolist()],
    }
    program.with_suffix(".json").write_text(json.dumps(stored) + "\n")
