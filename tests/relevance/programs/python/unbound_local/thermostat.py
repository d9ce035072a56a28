import sys

SCHEDULE = [(6, 9, 21.0), (9, 17, 18.5), (17, 23, 22.0)]


def target_for(hour, schedule=SCHEDULE, holiday=False):
    if holiday:
        target = 16.0
    else:
        for start, end, degrees in schedule:
            if start <= hour < end:
                target = degrees
                break
    return target


def decide(hour, measured, holiday):
    wanted = target_for(hour, holiday=holiday)
    gap = wanted - measured
    if gap > 0.5:
        state = "heat"
    elif gap < -0.5:
        state = "cool"
    else:
        state = "idle"
    return wanted, state


def parse(line):
    fields = line.split()
    return int(fields[0]), float(fields[1]), "holiday" in fields[2:]


def run(lines):
    for line in lines:
        hour, measured, holiday = parse(line)
        wanted, state = decide(hour, measured, holiday)
        print(f"{hour:02d}h {wanted:.1f} {state}")


if __name__ == "__main__":
    run(sys.stdin)
