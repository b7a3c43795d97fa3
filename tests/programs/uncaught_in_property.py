class P:
    @property
    def value(self):
        return self._value
    def __repr__(self): return f"<P {self.value}>"
print(P())
