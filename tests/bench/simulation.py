"""Objects and dicts that change together: a small shop with a queue."""
import sys


class Customer:
    __slots__ = ("name", "wants", "money")

    def __init__(self, name, wants, money):
        self.name, self.wants, self.money = name, wants, money


class Shop:
    def __init__(self, stock):
        self.stock = dict(stock)
        self.sold = []
        self.log = {}

    def serve(self, customer):
        for item in customer.wants:
            left = self.stock.get(item, 0)
            price = 2 + len(item)
            if left and customer.money >= price:
                self.stock[item] = left - 1
                customer.money -= price
                self.sold.append((customer.name, item))
            else:
                self.log.setdefault(item, []).append(customer.name)


def run():
    items = ["tea", "milk", "bread", "cheese", "plum"]
    shop = Shop({item: 60 for item in items})
    queue = [Customer(f"c{n}", [items[n % 5], items[n * 3 % 5], items[n * 7 % 4]], 10 + n % 17) for n in range(200)]
    while queue:
        shop.serve(queue.pop())
    assert len(shop.sold) + sum(map(len, shop.log.values())) == 600


for _ in range(int(sys.argv[1])):
    run()
