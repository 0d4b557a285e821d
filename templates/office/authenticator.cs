<?cs set:page.title = "验证器" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<?cs include:"office/factor_macros.cs" ?>
<div class="narrow">
<h1>验证器</h1>
<?cs if:subcount(recovery) > #0 ?>
	<p class="banner banner-done" role="status">验证器已启用。下次登录时输入手机上的动态码，不再依赖短信。</p>
	<section class="card">
	<h2>恢复码</h2>
	<p><strong>只显示这一次。</strong>请抄下或打印，与手机分开保管。手机丢失时，每个恢复码可以代替动态码登录一次。</p>
	<ol class="recovery figures"><?cs each:x = recovery ?><li><?cs var:x ?></li><?cs /each ?></ol>
	<p><a class="button" href="/office/authenticator">已经保存好</a></p>
	</section>
<?cs else ?>
<p>手机上的验证器应用每 30 秒显示一个 6 位动态码，登录和审批时可以代替短信验证码：收不到短信也能工作。</p>
<?cs call:refusals() ?>
<p>
	<?cs if:active ?><?cs call:tag("done", "已启用") ?> <span class="figures"><?cs var:since ?></span> 起，恢复码还有 <?cs
		var:recovery_left ?> 个没有使用。<?cs else ?><span class="tag">未启用</span> 登录时使用短信验证码。<?cs /if ?>
</p>
<?cs if:!fresh ?>
	<section class="card" id="verify">
	<h2>先确认是您本人</h2>
	<?cs call:factor_sent("/office/authenticator/code") ?>
	<form method="post" action="/office/authenticator/verify" class="with-code">
		<?cs call:tokens() ?><?cs call:factor_fields() ?><button class="button" type="submit">确认</button>
	</form>
	</section>
<?cs elif:pending.text ?>
	<section class="card" id="set-up">
	<h2>绑定手机</h2>
	<ol>
	<li>在手机上打开验证器应用（支持 TOTP 的都可以），扫描下面的二维码：<?cs if:qr.path ?>
		<svg class="qr" viewBox="-4 -4 <?cs var:#qr.size + #8 ?> <?cs var:#qr.size + #8 ?>" role="img" aria-label="验证器二维码">
			<rect x="-4" y="-4" width="<?cs var:#qr.size + #8 ?>" height="<?cs var:#qr.size + #8 ?>"
				class="qr-ground"/><path d="<?cs var:qr.path ?>"/>
		</svg><?cs /if ?>
		不能扫描时，手工输入账号 <strong class="figures"><?cs var:pending.account ?></strong> 和密钥
		<strong class="figures secret"><?cs var:pending.text ?></strong>（基于时间，6 位）。
	</li>
	<li>输入应用显示的 6 位动态码：
		<form method="post" action="/office/authenticator/confirm" class="with-code">
			<?cs call:tokens() ?><label for="code">动态码</label><input id="code" name="code" class="figures tiny"
				inputmode="numeric" autocomplete="one-time-code" maxlength="32" required<?cs if:error.code ?>
				aria-invalid="true" aria-describedby="code-error"<?cs /if ?>><button class="button"
				type="submit">启用</button><?cs if:error.code ?>
				<p class="field-error" id="code-error"><?cs var:error.code ?></p><?cs /if ?>
		</form>
	</li>
	</ol>
	</section>
<?cs /if ?>
<?cs if:fresh ?>
	<div class="actions">
	<form method="post" action="/office/authenticator/start">
		<?cs call:tokens() ?><button class="button<?cs if:active || pending.text ?> button-quiet<?cs /if ?>" type="submit"><?cs
			if:pending.text ?>换一个密钥<?cs elif:active ?>换一部手机<?cs else ?>设置验证器<?cs /if ?></button>
	</form>
	<?cs if:active ?>
		<form method="post" action="/office/authenticator/recovery">
			<?cs call:tokens() ?><button class="button button-quiet" type="submit">重新生成恢复码</button>
		</form>
		<form method="post" action="/office/authenticator/end">
			<?cs call:tokens() ?><button class="button button-danger" type="submit">停用验证器</button>
		</form>
	<?cs /if ?>
	</div>
<?cs /if ?>
<?cs /if ?>
</div>
<?cs include:"lib/office_foot.cs" ?>
