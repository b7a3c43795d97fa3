import sys
def f():
    try:
        sys.exit(7)
    finally:
        print("cleanup")
f()
