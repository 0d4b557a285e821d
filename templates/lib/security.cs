<?cs # Where somebody is signed in, and their password: the page of visitors, holders and staff (page/security.h). ?>
<h1>登录与密码</h1>
<?cs call:error_summary() ?>
<?cs if:done == "session" ?><div class="banner banner-done" role="status">已退出那一处登录。</div>
<?cs elif:done == "others" ?><div class="banner banner-done" role="status">其他各处都已退出，只有这里仍在登录。</div>
<?cs elif:done == "password" ?><div class="banner banner-done" role="status">密码已更换，其他各处都已退出。下次请用新密码登录。</div><?cs /if ?>
<section class="card" id="sessions"><h2>正在登录的地方</h2>
<p class="muted">有不认识的，请退出那一处，并马上更换密码。</p>
<ul class="plain-list sessions">
	<?cs each:s = session ?>
		<li class="session">
			<div>
				<strong><?cs var:s.device ?><?cs if:s.browser ?> · <?cs var:s.browser ?><?cs /if ?></strong><?cs if:s.is_this == "1" ?> <?cs
					call:tag("done", "您正在用") ?><?cs /if ?>
				<p class="muted">地址 <span class="num"><?cs var:s.ip ?></span>，<span class="whole">登录于 <span
					class="num"><?cs var:s.created_at ?></span></span>，<span class="whole">最近操作 <span
					class="num"><?cs var:s.seen_at ?></span></span></p>
			</div>
			<?cs if:s.is_this != "1" ?>
				<form method="post" action="<?cs var:where ?>/end">
					<?cs call:tokens() ?><input type="hidden" name="session" value="<?cs var:s.id ?>"><button
						class="button button-quiet button-small" type="submit">退出<span
						class="hidden"><?cs var:s.device ?> <?cs var:s.browser ?></span></button>
				</form>
			<?cs /if ?>
		</li>
	<?cs /each ?>
</ul>
<?cs if:more ?>
	<form class="actions" method="post" action="<?cs var:where ?>/end-others">
		<?cs call:tokens() ?><button class="button button-quiet" type="submit">退出其他所有地方</button>
	</form>
<?cs /if ?>
</section>
<section class="card reading" id="password"><h2>更换密码</h2>
<form method="post" action="<?cs var:where ?>/password">
	<?cs call:tokens() ?>
	<?cs call:field("password_now", "password") ?>
	<?cs call:field("password_new", "password") ?>
	<?cs call:field("password_again", "password") ?>
	<div class="actions"><?cs call:submit("更换密码") ?></div>
</form>
</section>
