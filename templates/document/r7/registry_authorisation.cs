<?cs include:"document/r7/frame.cs" ?>
<?cs call:begin("注册登记系统账户代表授权书") ?>
<h1>注册登记系统账户代表授权书</h1>
<p>致：国家应对气候变化战略研究和国际合作中心（全国温室气体自愿减排注册登记机构）</p>
<p indent="2"><?cs var:f.org_name ?>（统一社会信用代码 <?cs call:code(f.uscc) ?>，<?cs var:who ?> <?cs
	var:f.signatory_name ?>，<?cs var:f.signatory_document ?>号码 <?cs
	call:code(f.signatory_number) ?>，以下称“本机构”）申请开立全国温室气体自愿减排注册登记账户，现授权下列人员作为本机构的账户代表，代表本机构办理注册登记账户的有关事务：</p>
<table widths="3 7 7"><head><cell>项目</cell><cell>发起代表</cell><cell>确认代表</cell></head>
<row><cell kind="label">姓名</cell><cell><?cs var:f.initiator_name ?></cell><cell><?cs var:f.confirmer_name ?></cell></row>
<row><cell kind="label">部门及职务</cell><cell><?cs var:f.initiator_post ?></cell><cell><?cs var:f.confirmer_post ?></cell></row>
<row><cell kind="label">证件类型</cell><cell><?cs var:f.initiator_document ?></cell><cell><?cs var:f.confirmer_document ?></cell></row>
<row><cell kind="label">证件号码</cell><cell><?cs call:code(f.initiator_number) ?></cell><cell><?cs
	call:code(f.confirmer_number) ?></cell></row>
<row><cell kind="label">证件有效期至</cell><cell><?cs var:f.initiator_valid_until ?></cell><cell><?cs var:f.confirmer_valid_until ?></cell></row>
<row><cell kind="label">手机号码</cell><cell><?cs call:code(f.initiator_mobile) ?></cell><cell><?cs
	call:code(f.confirmer_mobile) ?></cell></row>
<row><cell kind="label">电子邮箱</cell><cell><?cs var:f.initiator_email ?></cell><cell><?cs var:f.confirmer_email ?></cell></row>
</table>
<p><b>授权范围</b></p>
<list>
<item>发起代表：登录注册登记账户，查询账户信息，发起减排量的持有、变更、注销等登记业务和账户信息变更的申请。</item>
<item>确认代表：登录注册登记账户，查询账户信息，对发起代表发起的业务申请进行复核确认或者退回。发起代表和确认代表不得为同一人。</item>
</list>
<p><b>授权期限</b>：自签署之日起，至本机构书面变更或者撤销授权并办理完毕之日止。</p>
<p><b>本机构承诺</b>：账户代表在授权范围内的行为视为本机构的行为，后果由本机构承担；账户代表或其联系方式变化的，本机构及时办理变更，未及时变更的后果由本机构承担。</p>
<keep>
<marks><mark kind="seal" label="授权机构" hint="加盖公章"/><mark kind="sign" label="<?cs var:who ?>" hint="签字或盖章"/><mark
	kind="date" label="日期" hint="年　月　日"/></marks>
</keep>
<?cs call:end() ?>
