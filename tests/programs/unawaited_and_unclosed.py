import sys


async def work():
    pass


def forget():
    work()


forget()
work()
sys.set_coroutine_origin_tracking_depth(2)
print(work.__name__, sys.get_coroutine_origin_tracking_depth())
sys.set_coroutine_origin_tracking_depth(0)


async def numbers():
    yield 1

made = numbers()
made.asend(None)
made.aclose()
del made
print(sys.is_finalizing())


class Late:
    def __del__(self):
        print("late", sys.is_finalizing())

late = Late()
