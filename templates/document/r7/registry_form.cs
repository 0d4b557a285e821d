<?cs # Both registry forms (materials 4 and 5); the title is set by each. ?>
<?cs include:"document/r7/frame.cs" ?>
<?cs call:begin(title) ?>
<h1><?cs var:title ?></h1>
<p size="small">本表由联合开户系统按申请机构填报的信息生成。请逐项核对，如需更改，请在系统中修改后重新打印，涂改无效。核对无误后打印<?cs call:copies() ?>，加盖公章并由<?cs var:who ?>签章。</p>
<h2>一、申请机构</h2>
<?cs call:organisation() ?>
<h2>二、<?cs var:who ?></h2>
<?cs call:signatory() ?>
<?cs if:f.project_name ?><h2>三、项目信息</h2>
<?cs call:project() ?><?cs /if ?>
<keep>
<h2><?cs if:f.project_name ?>四<?cs else ?>三<?cs /if ?>、账户代表与联系人</h2>
<table widths="3 5 5 5"><head><cell>项目</cell><cell>发起代表</cell><cell>确认代表</cell><cell>联系人</cell></head>
<row><cell kind="label">姓名</cell><cell><?cs var:f.initiator_name ?></cell><cell><?cs
	var:f.confirmer_name ?></cell><cell><?cs var:f.contact_name ?></cell></row>
<row><cell kind="label">证件类型</cell><cell><?cs var:f.initiator_document ?></cell><cell><?cs
	var:f.confirmer_document ?></cell><cell><?cs var:f.contact_document ?></cell></row>
<row><cell kind="label">证件号码</cell><cell><?cs call:code(f.initiator_number) ?></cell><cell><?cs
	call:code(f.confirmer_number) ?></cell><cell><?cs call:code(f.contact_number) ?></cell></row>
<row><cell kind="label">证件有效期至</cell><cell><?cs var:f.initiator_valid_until ?></cell><cell><?cs
	var:f.confirmer_valid_until ?></cell><cell><?cs var:f.contact_valid_until ?></cell></row>
<row><cell kind="label">手机号码</cell><cell><?cs call:code(f.initiator_mobile) ?></cell><cell><?cs
	call:code(f.confirmer_mobile) ?></cell><cell><?cs call:code(f.contact_mobile) ?></cell></row>
<row><cell kind="label">电子邮箱</cell><cell><?cs var:f.initiator_email ?></cell><cell><?cs
	var:f.confirmer_email ?></cell><cell><?cs var:f.contact_email ?></cell></row>
<row><cell kind="label">部门及职务</cell><cell><?cs var:f.initiator_post ?></cell><cell><?cs
	var:f.confirmer_post ?></cell><cell><?cs var:f.contact_post ?></cell></row>
</table>
<p size="small">账户信息将以短信发送至发起代表、确认代表的上述手机号码。</p>
</keep>
<keep>
<h2>申请机构声明</h2>
<list>
<item>本机构自愿申请开立全国温室气体自愿减排注册登记账户，已阅读并遵守《<?cs var:doc.revision_title ?>》及注册登记机构发布的有关规则。</item>
<item>本表所填信息及所附材料真实、准确、完整，纸质材料与电子材料一致；信息发生变化时及时申请变更。如有不实，由本机构承担相应责任。</item>
<item>本机构已取得表中人员的单独同意，为办理和管理账户处理其证件号码、联系方式等个人信息。</item>
</list>
<marks><mark kind="seal" label="申请机构" hint="加盖公章"/><mark kind="sign" label="<?cs var:who ?>" hint="签字或盖章"/><mark
	kind="date" label="日期" hint="年　月　日"/></marks>
</keep>
<keep>
<h2>以下由注册登记机构填写</h2>
<fields columns="2"><field label="经办人、日期"> </field><field label="复核人、日期"> </field></fields>
</keep>
<?cs call:end() ?>
