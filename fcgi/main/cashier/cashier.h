/* cashier: asks one payment provider, one question at a time: takes attempts to it, queries and closes them, gives money back,
 * fetches the day's bill. One process a provider, so a provider that hangs holds up nobody but itself; pages never wait for
 * one. cashier.c is the loop, cashier_order.c attempts, cashier_book.c refunds and bills. */
#ifndef CCER_MAIN_CASHIER_CASHIER_H
#define CCER_MAIN_CASHIER_CASHIER_H

#include "gate/pay/pay.h"
#include "main/unattended.h"

struct db;

/* Longer than any call to a provider may take: what a cashier that died had claimed is free again after it. */
enum { CASHIER_LEASE_S = 90 };

/* Each does one thing that is due, *did false when there was none. ERR_LOST: leave; other errors are logged there. */
enum err cashier_order(struct db *db, struct arena *a, const struct pay_provider *p, bool *did);
enum err cashier_refund(struct db *db, struct arena *a, const struct pay_provider *p, bool *did);
enum err cashier_bill(struct db *db, struct arena *a, const struct pay_provider *p, bool *did);

#endif
