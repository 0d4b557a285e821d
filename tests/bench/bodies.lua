-- For wrk: posts each line of a file once; at the end of the file it posts the last one again.
local bodies = {}
local at = 0

function init(args)
	wrk.method = "POST"
	wrk.headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
	for line in io.lines(args[1]) do
		bodies[#bodies + 1] = line
	end
end

function request()
	at = math.min(at + 1, #bodies)
	return wrk.format(nil, nil, nil, bodies[at])
end
