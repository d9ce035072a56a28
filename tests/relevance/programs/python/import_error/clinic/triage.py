"""Sorts patients by how urgent they are."""

from clinic.patients import Patient, from_row

URGENT = ("chest", "breath", "stroke")


def urgency(patient: Patient, complaint: str, today: int) -> int:
    points = 5 if any(word in complaint for word in URGENT) else 1
    if patient.age(today) > 70:
        points += 2
    return points


def order(rows, today):
    queue = []
    for row in rows:
        *fields, complaint = row.split(",")
        patient = from_row(fields)
        queue.append((-urgency(patient, complaint, today), patient.name))
    return [name for _, name in sorted(queue)]
