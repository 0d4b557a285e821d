<?cs set:page.title = "首页" ?><?cs set:page.nav = "home" ?><?cs include:"lib/portal_head.cs" ?>
<section class="hero">
<h1>一次申请，开立两个账户</h1>
<p>注册登记账户与交易账户联合开立。填报过程随时保存，审核进度全程可查，两个账户开立后自动绑定。</p>
<div class="actions"><a class="button" href="<?cs if:signed_in == "visitor" ?>/apply<?cs else ?>/register<?cs /if ?>">开始申请</a>
<a class="button button-quiet" href="/apply">查询进度</a>
<a href="/guide#materials">我需要准备哪些材料？</a></div>
</section>
<section class="card"><h2>办理流程</h2>
<ol class="steps">
<li><b>填报与上传</b><span>游客注册，填写信息，上传附件材料</span></li>
<li><b>交易机构初审</b><span>通过后短信通知邮寄纸质材料</span></li>
<li><b>纸质材料复审</b><span>复审通过，移交注册登记机构</span></li>
<li><b>登记机构审核</b><span>收到材料后 <?cs var:registry_days ?> 个工作日内</span></li>
<li><b>账户开立</b><span>接收账户信息，激活并登录</span></li>
</ol></section>
<div class="columns columns-wide">
<section class="card"><h2>联合开户须知</h2>
<p><a href="/guide"><?cs var:notice.title ?></a></p>
<p class="muted"><?cs var:notice.published ?>发布</p></section>
<section class="card"><h2>收到账户信息后</h2>
<p>注册登记账户信息以短信发送至发起代表和确认代表，交易账户信息以邮件发送至交易代表。</p>
<p><a href="/activate">激活账户</a>　<a href="/account">登录账户中心</a></p></section>
</div>
<?cs include:"lib/portal_foot.cs" ?>
