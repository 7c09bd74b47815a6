"""A process that has the program and the language model loaded, and forks one process for each call it is asked for.

Starting Python and importing the program takes half a second of CPU, and loading the model two more: a test run would
pay that for each of its several hundred commands. A forked process has both, and shares nothing else with the others.

The client is `tests.support.processes`. Requests and answers are lines of JSON.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
import traceback
from functools import cache
from typing import IO, Any


def serve(requests: IO[str], answers: IO[str]) -> None:
    """Fork a process for each request, one at a time, and answer with its exit code and its CPU seconds."""
    for line in requests:
        request = json.loads(line)
        for module in request["imports"]:
            importlib.import_module(module)
        if request["annotates"]:
            load_model()
        gc.freeze()
        child = os.fork()
        if child == 0:
            os.close(requests.fileno())
            os.close(answers.fileno())
            os._exit(run(request))
        _, status, usage = os.wait4(child, 0)
        answer = {"code": os.waitstatus_to_exitcode(status), "seconds": usage.ru_utime + usage.ru_stime}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


@cache
def load_model() -> None:
    """Load the language model, so that loading it again in a forked process takes no time."""
    import spacy

    import builder.pipeline.build_site  # noqa: F401 - what a command imports when it runs
    from builder.annotate.annotator import Annotator

    vars(spacy)["load"] = cache(spacy.load)
    Annotator()


def run(request: dict[str, Any]) -> int:
    """Run the function that a request names in this process, and return the exit code of the process."""
    code = 1
    try:
        prepare(request)
        module, function = request["function"].split(":")
        getattr(importlib.import_module(module), function)(*request["arguments"])
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 - Python itself would print it
        traceback.print_exc()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 120
    return code


def prepare(request: dict[str, Any]) -> None:
    """Give this process the folder, environment, command line, limits and streams that a request asks for."""
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    time.tzset()
    sys.argv = ["", *request["command"]]
    # The default action of the signal ends the process.
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(request["patience"])
    if request["cpu_seconds"]:
        resource.setrlimit(resource.RLIMIT_CPU, (request["cpu_seconds"], request["cpu_seconds"]))
    opened = os.open(os.devnull, os.O_RDONLY)
    os.dup2(opened, 0)
    for name, descriptor in (("out", 1), ("err", 2)):
        opened = os.open(request[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - stays open
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - stays open


def main() -> None:
    """Serve on the standard streams, which the processes forked from here do not see."""
    import builder.commands.main
    import builder.entry_points  # noqa: F401 - what nearly every request needs

    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    serve(requests, answers)


if __name__ == "__main__":
    main()
