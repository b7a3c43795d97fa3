class AppError(Exception):
    def __str__(self):
        return "custom text"
class Nested:
    class Inner(Exception): pass
try:
    raise AppError(1)
except AppError:
    pass
raise Nested.Inner("qualified")
