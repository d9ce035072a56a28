"""Runs the tests and prints one line; the exit status is 1 if one failed."""

import sys
import unittest

from intervals import gaps, longest, merge


class Intervals(unittest.TestCase):
    def test_merge(self):
        self.assertEqual(merge([(5, 9), (1, 6)]), [(1, 9)])

    def test_gaps(self):
        self.assertEqual(gaps([(2, 3)], 0, 9), [(0, 2), (3, 9)])

    def test_longest(self):
        self.assertEqual(longest([(2, 3)], 0, 9), (3, 9))

    def test_longest_of_a_full_day(self):
        self.assertIsNone(longest([(0, 9)], 0, 9))


if __name__ == "__main__":
    names = [f"Intervals.{name}" for name in sys.argv[1:]]
    suite = unittest.defaultTestLoader.loadTestsFromNames(names, sys.modules["__main__"])
    result = unittest.TextTestRunner(verbosity=0).run(suite)
    passed = result.testsRun - len(result.failures) - len(result.errors) - len(result.skipped)
    print(f"{passed} passed")
    sys.exit(not result.wasSuccessful())
