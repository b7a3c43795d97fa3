import sys
try:
    sys.exit()
except SystemExit as e:
    print(repr(e), e.code)
try:
    raise SystemExit(0, 1)
except SystemExit as e:
    print(e.code)
sys.exit(None)
