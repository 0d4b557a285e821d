<?cs # What goes with the parcel: each part alone, or both in one document. ?>
<?cs include:"document/r7/frame.cs" ?>
<?cs def:cover_part() ?>
<h1>联合开户纸质材料封面页</h1>
<qr value="<?cs var:doc.code ?>" size="38" caption="收件扫码"/>
<p size="large">受理号　<b><code><?cs var:doc.number ?></code></b></p>
<p size="large">第 <b><?cs var:doc.version ?></b> 版　校验码　<code><?cs var:doc.hash ?></code></p>
<p>封面码　<code><?cs var:doc.code ?></code></p>
<p>请将本页放在全部纸质材料的最上面，一并寄出。收件人扫描二维码或者输入封面码登记。</p>
<h2>申请机构</h2>
<fields columns="2">
<field label="机构名称" span="2"><?cs var:f.org_name ?></field>
<field label="统一社会信用代码"><?cs call:code(f.uscc) ?></field>
<field label="账户类型"><?cs var:f.kind ?></field>
<field label="提交日期"><?cs var:doc.submitted ?></field>
<field label="寄送材料"><?cs var:kinds ?> 项，共 <?cs var:sheets ?> 份</field>
<field label="联系人"><?cs var:f.contact_name ?></field>
<field label="单位电话"><?cs call:code(f.telephone) ?></field>
</fields>
<h2>收件信息</h2>
<fields columns="2">
<field label="收件地址" span="2"><?cs var:mailing.mail_address ?></field>
<field label="收件人" span="2"><?cs var:mailing.mail_recipient ?></field>
<field label="联系电话"><?cs call:code(mailing.mail_phone) ?></field>
<field label="邮政编码"><?cs call:code(mailing.mail_postcode) ?></field>
<?cs if:mailing.mail_note ?><field label="说明" span="2"><?cs var:mailing.mail_note ?></field><?cs /if ?>
</fields>
<callout>
<p><b>寄出前请确认</b></p>
<list>
<item>材料按装箱清单齐备，每项份数正确，均已加盖公章；</item>
<item>各表单页脚的校验码与装箱清单所列一致；不一致的表单须重新打印、签章；</item>
<item>入场交易协议和风险提示函中要求抄写的文字已抄写，签章、日期齐全；</item>
<item>寄出后在系统中填写快递公司和快递单号。</item>
</list>
</callout>
<keep>
<h2>以下由收件人填写</h2>
<marks><mark kind="date" label="收件日期" hint="年　月　日"/><mark kind="sign" label="收件人" hint="签字"/></marks>
</keep>
<?cs /def ?>
<?cs def:packing_part() ?>
<h1>联合开户纸质材料装箱清单</h1>
<fields columns="2">
<field label="机构名称" span="2"><?cs var:f.org_name ?></field>
<field label="统一社会信用代码"><?cs call:code(f.uscc) ?></field>
<field label="受理号"><code><?cs var:doc.number ?></code>　第 <?cs var:doc.version ?> 版</field>
</fields>
<table widths="3 13 3 5 3 5"><head><cell>序号</cell><cell>材料名称</cell><cell>份数</cell><cell>表单校验码</cell><cell>已装入</cell><cell>收件清点</cell></head>
<?cs each:p = paper ?><row><cell align="centre"><?cs var:p.number ?></cell><cell><?cs var:p.name ?><?cs
	if:p.held ?>（第 <?cs var:p.held ?> 版所交仍有效，不必再寄）<?cs /if ?><?cs if:p.problem ?>（须重新提供：<?cs
	var:p.problem ?>）<?cs /if ?></cell><cell align="centre"><?cs var:p.copies ?></cell><cell align="centre"><?cs
	if:p.hash ?><code><?cs var:p.hash ?></code><?cs else ?>—<?cs /if ?></cell><cell align="centre"><?cs
	if:p.held ?>—<?cs else ?>□<?cs /if ?></cell><cell></cell></row>
<?cs /each ?><row><cell></cell><cell><b>合计</b></cell><cell align="centre"><b><?cs
	var:sheets ?></b></cell><cell></cell><cell></cell><cell></cell></row>
</table>
<p size="small">“序号”为《<?cs var:doc.revision_title ?>》所列材料序号。“表单校验码”应与该表单每页页脚的校验码一致：不一致的，表示表单签章之后填报内容有改动，须重新打印、签章。“收件清点”由收件人填写。</p>
<keep>
<marks><mark kind="sign" label="装箱人" hint="签字"/><mark kind="date" label="日期" hint="年　月　日"/><mark kind="sign"
	label="收件清点人" hint="签字"/><mark kind="date" label="日期" hint="年　月　日"/></marks>
</keep>
<?cs /def ?>
