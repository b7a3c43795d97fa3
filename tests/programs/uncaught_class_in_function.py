def make():
    class Local(Exception):
        """its name has <locals> in it"""
    raise Local("from inside")
make()
