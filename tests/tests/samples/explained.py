"""What `viv analyze --explain` walks through: nested names, folding, handlers, suspended frames."""


class Shelf:
    limit = 60 * 60

    def total(self, amounts, *, rate=1.5):
        def weigh(item):
            try:
                return [part * (2 + 3) for part in item if part not in [1, 2]]
            except (TypeError, ValueError) as error:
                return error

        pick = lambda pair: pair[1] - 1 / 0  # noqa: E731
        return sorted(map(weigh, amounts), key=pick), rate

    @property
    def lines(self):
        for name in sorted(vars(self)):
            yield name, -(3 ** 2)
        if False:
            def gone():
                pass


async def twice(source):
    first, second = lambda: 1, lambda: 2
    return {key: value async for key, value in source}, first() + second()

