"""Patients and the day's list of them."""

from dataclasses import dataclass


@dataclass
class Patient:
    name: str
    year: int

    def age(self, today):
        return today - self.year


def from_fields(fields):
    name, year = fields
    return Patient(name.title(), int(year))
