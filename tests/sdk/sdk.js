/* The providers' side of a test, played by public SDKs: one question a line on stdin, one answer a line on stdout, both
 * JSON: {"call": name, …} → {"value": …} or {"error": text}. What each call wants stands beside it. Where the SDKs are
 * installed says NODE_PATH. */
'use strict';
const crypto = require('crypto');
const readline = require('readline');

const alipay = {};
const wechat = {};

/* app_id, private_key (PEM, PKCS#8), alipay_public_key, gateway */
function alipaySdk(q) {
  const { AlipaySdk } = require('alipay-sdk');
  const bare = (pem) => pem.replace(/-----[A-Z ]+-----|\s/g, '');
  return new AlipaySdk({ appId: q.app_id, privateKey: bare(q.private_key), keyType: 'PKCS8',
    alipayPublicKey: bare(q.alipay_public_key), gateway: q.gateway || 'https://openapi.alipay.com/gateway.do' });
}
/* method, options, notify_url, return_url → the address the SDK sends the browser to */
alipay.page = (q) => alipaySdk(q).pageExecute(q.method, 'GET', { bizContent: q.content, notifyUrl: q.notify_url, returnUrl: q.return_url });
/* method, content → the verified answer */
alipay.exec = (q) => alipaySdk(q).exec(q.method, { bizContent: q.content }, { validateSign: true });
/* fields of a notification → does it verify? */
alipay.check_notice = (q) => alipaySdk(q).checkNotifySignV2(q.fields);
/* text, signature, key: any RSA2 signature */
alipay.verify = (q) => crypto.createVerify('RSA-SHA256').update(q.text, 'utf8').verify(q.public_key, q.signature, 'base64');

/* base, mchid, serial, private_key, certs {serial: PEM}; method, path, params, data, headers → {status, data} */
wechat.client = async (q) => {
  const { Wechatpay } = require('wechatpay-axios-plugin');
  const pay = new Wechatpay({ baseURL: q.base, mchid: q.mchid, serial: q.serial, privateKey: q.private_key, certs: q.certs });
  const request = { params: q.params, headers: q.headers };
  try {
    const answer = await (q.method === 'GET' ? pay.chain(q.path).get(request) : pay.chain(q.path).post(q.data, request));
    return { status: answer.status, data: answer.data };
  } catch (e) {
    if (!e.response) throw e;
    return { status: e.response.status, data: e.response.data, code: e.code };
  }
};
/* method, target, timestamp, nonce, body, signature, public_key → does our request's signature hold? */
wechat.verify_request = (q) => {
  const { Formatter, Rsa } = require('wechatpay-axios-plugin');
  return Rsa.verify(Formatter.request(q.method, q.target, q.timestamp, q.nonce, q.body), q.signature, q.public_key);
};
/* timestamp, nonce, body, private_key → the signature of an answer or a callback */
wechat.sign_response = (q) => {
  const { Formatter, Rsa } = require('wechatpay-axios-plugin');
  return Rsa.sign(Formatter.response(q.timestamp, q.nonce, q.body), q.private_key);
};
wechat.verify_response = (q) => {
  const { Formatter, Rsa } = require('wechatpay-axios-plugin');
  return Rsa.verify(Formatter.response(q.timestamp, q.nonce, q.body), q.signature, q.public_key);
};
/* plain, key, nonce, additional → base64 with the tag; and back */
wechat.seal = (q) => require('wechatpay-axios-plugin').Aes.AesGcm.encrypt(q.plain, q.key, q.nonce, q.additional);
wechat.open = (q) => require('wechatpay-axios-plugin').Aes.AesGcm.decrypt(q.sealed, q.key, q.nonce, q.additional);

const sms = {
  /* method, path, query, headers, payload_hash, key, secret → the Authorization header */
  aliyun(q) {
    const util = require('@alicloud/openapi-util').default;
    return util.getAuthorization({ method: q.method, pathname: q.path, query: q.query, headers: q.headers }, 'ACS3-HMAC-SHA256',
      q.payload_hash, q.key, q.secret);
  },
  /* endpoint (host:port), key, secret, to, sign_name, template, param, out_id → the answer's body */
  async aliyun_send(q) {
    const { default: Client, SendSmsRequest } = require('@alicloud/dysmsapi20170525');
    const { $OpenApiUtil } = require('@alicloud/openapi-core');
    const client = new Client(new $OpenApiUtil.Config({ endpoint: q.endpoint, protocol: 'http', accessKeyId: q.key, accessKeySecret: q.secret }));
    const answer = await client.sendSms(new SendSmsRequest({ phoneNumbers: q.to, signName: q.sign_name, templateCode: q.template,
      templateParam: q.param, outId: q.out_id }));
    return { code: answer.body.code, id: answer.body.bizId };
  },
  /* url, payload, timestamp, secret_id, secret, content_type → the Authorization header */
  tencent(q) {
    const { default: Sign } = require('tencentcloud-sdk-nodejs-common/tencentcloud/common/sign');
    return Sign.sign3({ method: 'POST', url: q.url, payload: Buffer.from(q.payload), timestamp: q.timestamp, service: q.service || 'sms',
      secretId: q.secret_id, secretKey: q.secret, multipart: false, boundary: '', headers: { 'Content-Type': q.content_type } });
  },
};

const groups = { alipay, wechat, sms };

async function answer(line) {
  try {
    const q = JSON.parse(line);
    const [group, name] = q.call.split('.');
    const value = await groups[group][name](q);
    return { value: value === undefined ? null : value };
  } catch (e) {
    return { error: String((e && (e.stack || e.message)) || e) };
  }
}

(async () => {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
  }
})();
