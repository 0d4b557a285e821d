"""The mail server: an SMTP sink that reads mails into the store. Modes: ok, fail (451 after DATA), refuse (550 to
RCPT), sender (553 to MAIL), hang (no answer to DATA), lose (taken, but the connection breaks before the answer), reset (it breaks and nothing was taken),
bad_gateway (421 to DATA), drip, garbage, huge (taken, but the answer comes a byte at a time, is none, is one of 50 MB)."""

import asyncio
import email
import email.policy

from aiosmtpd.controller import Controller


def _text(message):
    body = message.get_body(preferencelist=("plain", "html"))
    return body.get_content().replace("\r\n", "\n") if body else ""


class Sink:
    def __init__(self, store):
        self.store = store

    async def handle_MAIL(self, server, session, envelope, address, options):
        if self.store.modes.get("mail", ["ok"])[0] == "sender":
            self.store.mode("mail")
            return "553 5.7.1 sender not owned by user"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.mode = self.store.mode("mail")
        if envelope.mode == "refuse":
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.mode == "fail":
            return "451 4.3.0 try again later"
        if envelope.mode == "hang":
            await asyncio.sleep(60)
            return "451 4.4.2 too late"
        if envelope.mode == "bad_gateway":
            return "421 4.3.2 closing"
        if envelope.mode == "reset":
            server.transport.abort()
            return "250 OK"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        for recipient in envelope.rcpt_tos:
            self.store.add(channel="mail", key="%s %s" % (message["Message-ID"] or "", recipient), to=recipient,
                           sender=envelope.mail_from, subject=str(message["Subject"] or ""), text=_text(message),
                           headers=[[k, str(v)] for k, v in message.items()],
                           attachments=[a.get_filename() for a in message.iter_attachments()])
        if envelope.mode == "lose":
            server.transport.abort()
            return "250 OK"
        return await self._answer(server, envelope.mode)

    @staticmethod
    async def _answer(server, mode):
        if mode == "drip":
            for byte in b"250 2.0.0 taken, and taken, and taken":
                server.transport.write(bytes([byte]))
                await asyncio.sleep(1)
            return ""
        if mode == "huge":
            for _ in range(50):
                server.transport.write(b"250-" + b"x" * (1024 * 1024) + b"\r\n")
                await asyncio.sleep(0)
            server.transport.abort()
            return ""
        return "\xff\xfe nothing of SMTP" if mode == "garbage" else "250 2.0.0 taken"


class Server(Controller):
    """Starts its own thread; start() returns when the port is open."""

    def __init__(self, store, port):
        super().__init__(Sink(store), hostname="127.0.0.1", port=port, ready_timeout=10,
                         data_size_limit=20 * 1024 * 1024)
