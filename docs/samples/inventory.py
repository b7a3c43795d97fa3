"""A small stock room: the sample that the README analyses."""

REORDER_LEVEL = 10


def restock(shelves, supplier, *, budget=100.0):
    """Order what runs low, cheapest first; return the orders and what is left of the budget."""
    orders = []
    low = [item for item in shelves if shelves[item] < REORDER_LEVEL]
    for item in sorted(low, key=lambda name: supplier[name]):
        price = supplier[item]
        try:
            count = min(REORDER_LEVEL - shelves[item], int(budget // price))
        except ZeroDivisionError:
            continue
        if not count:
            break
        budget -= count * price
        orders.append((item, count, f"{count * price:.2f}"))
    return orders, budget


if __name__ == "__main__":
    shelves = {"nuts": 3, "bolts": 12, "gears": 7, "springs": 0}
    supplier = {"nuts": 0.25, "bolts": 0.5, "gears": 12.5, "springs": 4.0}
    for order in restock(shelves, supplier)[0]:
        print(*order)
