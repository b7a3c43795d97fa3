class A:
    class B:
        def c(self):
            def d():
                if a:
                    for b in c:
                        while d:
                            try:
                                return lambda: (yield)
                            finally:
                                pass
        e = 1
    f = 2
g = 3
