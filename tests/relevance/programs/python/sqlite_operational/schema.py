"""What the database looks like, as steps that are run in this order."""

CREATE_LOAN = """
CREATE TABLE loan (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    borrower TEXT NOT NULL
)
"""

BY_BORROWER = "CREATE INDEX loan_borrower ON loan (borrower)"

MIGRATIONS = [CREATE_LOAN, BY_BORROWER]
