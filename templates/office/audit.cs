<?cs set:page.title = "审计" ?>
<?cs include:"lib/office_head.cs" ?>
<?cs include:"office/macros.cs" ?>
<div class="headline"><h1>审计记录</h1>
<form method="get" action="/office/audit" class="search">
	<label class="hidden" for="object">对象</label><input id="object" name="object"
		value="<?cs var:values.object ?>" placeholder="对象，例如 application:12" maxlength="64"><button
		class="button button-quiet" type="submit">筛选</button><?cs if:values.object ?> <a href="/office/audit">全部</a>
	<?cs /if ?>
</form>
</div>
<?cs if:subcount(row) > #0 ?>
<table class="list audit">
	<thead>
		<tr><th scope="col" class="num">序号</th><th scope="col">时间</th><th scope="col">谁</th><th scope="col">来自
			</th><th scope="col">行为</th><th scope="col">对象</th><th scope="col">内容</th>
		</tr>
	</thead><tbody>
<?cs each:x = row ?>
	<tr><td class="num"><?cs var:x.id ?></td><td data-label="时间" class="figures nowrap"><?cs var:x.at ?></td>
		<td data-label="谁"><?cs var:Label.office.actor[x.actor_kind] ?>
			<?cs if:x.staff ?><?cs var:x.staff ?><?cs elif:x.actor_id != "0" ?><?cs var:x.actor_id ?><?cs
		/if ?></td><td data-label="来自" class="figures"><?cs var:x.ip ?></td>
		<td data-label="行为"><code><?cs var:x.action ?></code></td>
		<td data-label="对象"><a href="<?cs var:x.object_url ?>"><code><?cs var:x.object ?></code></a></td>
		<td data-label="内容" class="detail"><code><?cs var:x.detail ?></code></td>
	</tr>
<?cs /each ?></tbody></table>
<?cs if:more_url ?><p class="pager"><a class="button button-quiet" href="<?cs var:more_url ?>">更早的</a></p><?cs /if ?>
<?cs else ?><p class="empty">没有记录。</p><?cs /if ?>
<?cs include:"lib/office_foot.cs" ?>
