"""Writes random programs: generate.py FOLDER FIRST COUNT [SECTION]: `p<seed>.py` for each seed."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import programs  # noqa: E402


def main():
    folder, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    only = sys.argv[4] if len(sys.argv) > 4 else None
    for seed in range(first, first + count):
        with open(os.path.join(folder, f"p{seed}.py"), "w", encoding="utf-8") as file:
            file.write(programs.program(seed, only))


if __name__ == "__main__":
    main()
