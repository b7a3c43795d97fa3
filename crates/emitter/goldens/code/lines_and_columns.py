def f(
    a,
    b,
):
    return (
        a +
        b
    ).c(
        d,
        e=[
            1,
            2,
        ],
    )
