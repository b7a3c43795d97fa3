def wait():
    try: raise KeyboardInterrupt("typed")
    finally: print("cleaning")
try: wait()
except Exception: print("not here")
except BaseException as e: print("here", repr(e))
raise EOFError
