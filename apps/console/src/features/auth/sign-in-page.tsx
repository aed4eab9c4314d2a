import { returnPath } from '@guichet/contracts';
import { Anchor } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { AuthLayout } from './auth-layout.js';
import classes from './auth-layout.module.css';
import { SignInWays } from './sign-in-ways.js';

const route = getRouteApi('/sign-in');

export function SignInPage() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { to } = route.useSearch();
  return (
    <AuthLayout title={t('auth.signIn.title')}>
      {/* Only a path of ours: an address from elsewhere would make this page a springboard. */}
      <SignInWays
        to={to}
        onDone={() => void navigate({ href: returnPath(to) ?? '/', replace: true })}
        belowPassword={
          <p className={classes.below}>
            <Anchor component={Link} to="/forgot-password">
              {t('auth.signIn.forgot')}
            </Anchor>
          </p>
        }
      />
    </AuthLayout>
  );
}
