import re


class Order:
    def number(self, text):
        match = re.match(r"#(\d+)", text)
        return match.group(1)


Order().number("order 7")
