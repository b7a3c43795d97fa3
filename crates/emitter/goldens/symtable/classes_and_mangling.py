class A:
    __x = 1
    y = __x
    def m(self):
        return self.__z, __class__, super()
    class B:
        def n(self, __p): return __p
