<?cs # Fields of the forms of a revision: label above, hint, error in place, and what another window saved meanwhile. ?>
<?cs include:"office/macros.cs" ?>
<?cs # what every form of a revision begins with: the counter of its changes as the page showed it ?>
<?cs def:revision_keys() ?><?cs call:tokens() ?><input type="hidden" name="seen" value="<?cs var:rev.seen ?>"><?cs /def ?>
<?cs def:revision_notes(f) ?><?cs if:error[f] ?><p class="field-error"><?cs var:error[f] ?></p>
	<?cs /if ?><?cs if:saved[f] ?><p class="other-saved"><strong>另一窗口保存的：</strong><?cs var:saved[f] ?></p>
	<?cs /if ?><?cs /def ?>
<?cs def:revision_label(f) ?><label for="<?cs var:f ?>"><?cs var:Label.revision.field[f] ?></label><?cs
	if:Label.revision.hint[f] ?>
	<p class="hint"><?cs var:Label.revision.hint[f] ?></p>
	<?cs /if ?><?cs call:revision_notes(f) ?><?cs /def ?>
<?cs def:revision_input(f, width) ?>
	<div class="field<?cs if:error[f] ?> field-wrong<?cs /if ?>">
		<?cs call:revision_label(f) ?><input id="<?cs var:f ?>" name="<?cs var:f ?>"
			value="<?cs var:values[f] ?>" class="<?cs var:width ?>" autocomplete="off"<?cs if:error[f] ?>
			aria-invalid="true"<?cs /if ?>>
	</div>
<?cs /def ?>
<?cs def:revision_area(f, rows) ?>
	<div class="field<?cs if:error[f] ?> field-wrong<?cs /if ?>">
		<?cs call:revision_label(f) ?><textarea id="<?cs var:f ?>" name="<?cs var:f ?>"
			rows="<?cs var:rows ?>"<?cs if:error[f] ?> aria-invalid="true"<?cs /if ?>><?cs
			var:values[f] ?></textarea>
	</div>
<?cs /def ?>
<?cs def:revision_tick(f) ?><label class="tick"><input type="checkbox" name="<?cs var:f ?>"
	value="yes"<?cs if:values[f] == "yes" ?> checked<?cs /if ?>> <?cs var:Label.revision.field[f] ?></label><?cs /def ?>
<?cs def:revision_conflict() ?><?cs if:changed_meanwhile ?>
	<div class="alert" role="alert">
		<strong>您打开本页以后，另一个窗口或同事保存了这次修订。</strong>您填写的内容还在下面，没有保存。请对照<a href="<?cs var:rev.url ?>">现在的内容</a>；再次保存将以本页为准。
	</div>
	<?cs else ?><?cs call:refusals() ?><?cs /if ?><?cs /def ?>
