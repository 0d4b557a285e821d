"""The mail server: an SMTP sink that reads mails into the store. Modes: ok, fail (451 after DATA), refuse (550 to
RCPT), hang (no answer to DATA), lose (taken, but the connection breaks before the answer)."""

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
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        for recipient in envelope.rcpt_tos:
            self.store.add(channel="mail", key="%s %s" % (message["Message-ID"] or "", recipient), to=recipient,
                           sender=envelope.mail_from, subject=str(message["Subject"] or ""), text=_text(message),
                           headers=[[k, str(v)] for k, v in message.items()],
                           attachments=[a.get_filename() for a in message.iter_attachments()])
        if envelope.mode == "lose":
            server.transport.abort()
            return "250 OK"
        return "250 2.0.0 taken"


class Server(Controller):
    """Starts its own thread; start() returns when the port is open."""

    def __init__(self, store, port):
        super().__init__(Sink(store), hostname="127.0.0.1", port=port, ready_timeout=10,
                         data_size_limit=20 * 1024 * 1024)
