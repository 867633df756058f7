@rem npm scripts say "exec node ..." so that signals reach node itself; Windows has no exec and finds this file instead.
@%*
