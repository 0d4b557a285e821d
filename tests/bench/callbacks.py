"""How many callbacks a second are verified, journalled and settled, against the same statements and commits from programs that do nothing
else (settle.c). Messages wait meanwhile: the courier's work is no part of it."""
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.parse

from figure import Figure, Measure
from ground import HERE, WORKERS
from holder import Payer
from load import wrk
from stack import AS_SERVER, TOP

sys.path.append(str(TOP / "tests" / "sim"))

import pay  # noqa: E402
import pay_alipay  # noqa: E402

PAYERS, SECONDS = 5, 2
A_SECOND = 1500  # more than any machine settles, or the run is of no use and says so


class Callbacks(Measure):
    def __init__(self, ground):
        super().__init__(ground)
        self.settle = ground.built("settle")
        self.gateway = pay_alipay.Gateway(pay.Book(), str(self.stack.data / "keys" / "alipay"), "2021000000000001", "2088000000000001", [])
        self.payers = [Payer(self.stack) for _ in range(PAYERS)]

    # ---- orders that wait to be paid ----

    def copy(self, table, where, values):
        """Rows of a table once more for each of many numbers, with other values (SQL) in some columns."""
        columns = [r["Field"] for r in self.stack.query("SHOW COLUMNS FROM " + table) if r["Field"] != "id" and "GENERATED" not in r["Extra"]]
        self.stack.query("INSERT INTO %s (%s) SELECT %s FROM %s t JOIN seq_1_to_%d s WHERE %s" % (
            table, ", ".join(columns), ", ".join(values.get(c, "t." + c) for c in columns), table,
            SECONDS * A_SECOND // PAYERS, where))

    def orders(self):
        """(reference, fen) of attempts that are open at the provider, each of another order, one payer after the other."""
        self.tag = secrets.token_hex(4)
        public = "LEFT(CONCAT('%s', MD5(CONCAT(t.id, '-', s.seq))), 22)" % self.tag
        for payer in self.payers:
            self.copy("fee_order", "t.id = %d" % payer.orders()[-1]["id"], {"public_id": public})
            self.stack.query("UPDATE trading_account SET paid_until = NULL WHERE id = %s", payer.account)
        self.stack.query("INSERT INTO payment_attempt (reference, order_id, live_order, provider, amount_fen, state, created_at, opened_at,"
                         " expires_at) SELECT MD5(public_id), id, id, 'alipay', amount_fen, 'open', UTC_TIMESTAMP(), UTC_TIMESTAMP(),"
                         " UTC_TIMESTAMP() + INTERVAL 1 DAY FROM fee_order WHERE public_id LIKE %s", self.tag + "%")
        return [(r["reference"], r["fen"]) for r in self.stack.query(
            "SELECT MD5(public_id) AS reference, amount_fen AS fen FROM fee_order WHERE public_id LIKE %s"
            " ORDER BY ROW_NUMBER() OVER (PARTITION BY trading_account_id ORDER BY id), id", self.tag + "%")]

    def paid(self):
        return self.stack.query("SELECT COUNT(*) AS n FROM fee_order WHERE public_id LIKE %s AND state = 'paid'", self.tag + "%")[0]["n"]

    def callback(self, reference, fen):
        """As Alipay signs it."""
        order = {"out_trade_no": reference, "trade_no": "2026" + reference[:28], "state": "TRADE_SUCCESS", "fen": fen, "subject": "开户费",
                 "created_at": time.time(), "paid_at": int(time.time())}
        fields = {**self.gateway.fields(order, {}), "notify_id": secrets.token_hex(17), "notify_time": pay.beijing(time.time())}
        fields["sign"] = pay.sign(self.gateway.key, pay_alipay.text_of(fields, {"sign", "sign_type"}).encode())
        return order, urllib.parse.urlencode(fields)

    # ---- the two of them ----

    def hooked(self, made):
        path = self.ground.here / "bodies"
        path.write_text("".join(body + "\n" for _, body in made))
        load = wrk(self.stack.hook_url + "/hook/pay/alipay", SECONDS, script=HERE / "bodies.lua", arguments=[path], threads=1)
        paid = self.paid()
        if paid < load.answers or paid == len(made):
            raise RuntimeError("%d callbacks were answered, %d of %d orders are paid" % (load.answers, paid, len(made)))
        return load.rate

    def alone(self, made):
        lines = ["%(out_trade_no)s %(trade_no)s %(fen)d %(paid_at)d " % order + body + "\n" for order, body in made]
        programs = [subprocess.Popen([*AS_SERVER, str(self.settle), "-c", str(self.stack.data / "etc" / "hook.conf")], cwd="/", text=True,
                                     stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) for _ in range(WORKERS)]
        for k, program in enumerate(programs):
            program.stdin.write("".join(lines[k::WORKERS]))
        for program in programs:
            program.stdin.close()
        rate = 0
        for program in programs:
            count, ms = map(int, program.stdout.read().split())
            if program.wait() or count >= len(lines) // WORKERS:
                raise RuntimeError("settle took all of %d lines, or failed" % count)
            rate += 1000 * count / ms
        return rate

    def round(self):
        couriers = self.stack.processes("courier")
        for pid in couriers:
            os.kill(pid, signal.SIGSTOP)
        try:
            hooked = self.hooked([self.callback(*o) for o in self.orders()])
            alone = self.alone([self.callback(*o) for o in self.orders()])
        finally:
            for pid in couriers:
                os.kill(pid, signal.SIGCONT)
        return Figure(hooked / alone, "%.0f/s" % hooked, "%.0f/s" % alone)
