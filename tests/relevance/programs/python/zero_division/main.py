"""Starts the survey's report without `-m`."""

import runpy

if __name__ == "__main__":
    runpy.run_module("survey.report", run_name="__main__")
