"""Seeded transactions of two postings for programs of bookkeeping: ledger.py TRANSACTIONS FOLDER

FOLDER/book.beancount and FOLDER/book.journal (for hledger and ledger) have the same content.
"""

import datetime
import pathlib
import random
import sys

SPENT = [f"Expenses:Cat{group:02d}:Sub{part}" for group in range(20) for part in range(5)]
PAID = ["Assets:Bank:Checking", "Assets:Cash", "Liabilities:Card"]


def write(transactions, folder):
    chance = random.Random(1)
    day = datetime.date(2001, 1, 1)
    bean, journal = ['option "operating_currency" "USD"\n'], []
    for account in SPENT + PAID:
        bean.append(f"2000-01-01 open {account} USD\n")
        journal.append(f"account {account}\n")
    for number in range(transactions):
        day += datetime.timedelta(number % 20 == 0)
        spent, paid, cents = chance.choice(SPENT), chance.choice(PAID), chance.randint(100, 99_999)
        amount, payee = f"{cents / 100:.2f}", f"Payee {number % 500}"
        bean.append(f'\n{day} * "{payee}" "purchase number {number}"\n  {spent}  {amount} USD\n  {paid}  -{amount} USD\n')
        journal.append(f"\n{day} * {payee} | purchase number {number}\n    {spent}    {amount} USD\n    {paid}   -{amount} USD\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "book.beancount").write_text("".join(bean))
    (folder / "book.journal").write_text("".join(journal))


def make(transactions, folder):
    """Makes them where they are not there yet."""
    folder = pathlib.Path(folder)
    if not (folder / "book.journal").exists():
        write(transactions, folder)


if __name__ == "__main__":
    make(int(sys.argv[1]), pathlib.Path(sys.argv[2]))
